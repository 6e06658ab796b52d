// Folders that previews build into: one each, gone afterwards, beside the builds of the site and not in their way.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskFiles } from '../../../src/files/disk.js';
import { cleanOutput } from '../../../src/output/clean.js';
import { acquireLock } from '../../../src/output/lock.js';
import { claimPreviewFolder } from '../../../src/output/preview-folder.js';
import { openStage } from '../../../src/output/stage.js';
import { temporaryFolder } from '../../support/temporary.js';

function publish(site: string, out: string): void {
  const stage = openStage({ siteRoot: site, out, files: diskFiles(site) });
  stage.put('index.html', `<p>${out}`, 'page');
  stage.commit();
}

/** As if the preview in this folder had been killed. */
function kill(site: string, out: string): void {
  const lock = join(site, out, '../lock');
  const pid = spawnSync(process.execPath, ['-e', '']).pid;
  writeFileSync(lock, JSON.stringify({ ...(JSON.parse(readFileSync(lock, 'utf8')) as object), pid }));
}

describe('the folder of a preview', () => {
  it('is its own, and gone with all that is known of it when the preview ends', () => {
    const site = temporaryFolder();
    const [first, second] = [claimPreviewFolder(site), claimPreviewFolder(site)];
    expect([first.out, second.out]).toEqual(['.inkstone/previews/1/site', '.inkstone/previews/2/site']);
    publish(site, first.out);
    publish(site, second.out);
    first.release();
    expect(readFileSync(join(site, second.out, 'index.html'), 'utf8')).toBe('<p>.inkstone/previews/2/site');
    expect(claimPreviewFolder(site).out).toBe(first.out);
    second.release();
    expect(readdirSync(join(site, '.inkstone/previews'))).toEqual(['1']);
  });

  it('does not wait for a build, nor a build for it', () => {
    const site = temporaryFolder();
    const build = acquireLock(site);
    const preview = claimPreviewFolder(site);
    publish(site, preview.out);
    build.release();
    acquireLock(site).release();
    preview.release();
    expect(existsSync(join(site, '.inkstone'))).toBe(false);
  });

  it('of a killed preview is taken over by the next', () => {
    const site = temporaryFolder();
    const { out } = claimPreviewFolder(site);
    publish(site, out);
    kill(site, out);
    const next = claimPreviewFolder(site);
    expect(next.out).toBe(out);
    next.release();
    expect(existsSync(join(site, '.inkstone'))).toBe(false);
  });

  it('is left alone by `clean` while its preview runs, and removed if it was killed', () => {
    const site = temporaryFolder();
    mkdirSync(join(site, 'posts'));
    const [killed, running] = [claimPreviewFolder(site), claimPreviewFolder(site)];
    publish(site, killed.out);
    publish(site, running.out);
    publish(site, 'public');
    kill(site, killed.out);
    expect(cleanOutput({ siteRoot: site, out: 'public', unknown: false })).toMatchObject({ removed: 1, unknown: 0 });
    expect(readdirSync(site).sort()).toEqual(['.inkstone', 'posts']);
    expect(readdirSync(join(site, '.inkstone/previews'))).toEqual(['2']);
    expect(readdirSync(join(site, '.inkstone/outputs')).length).toBe(1);
    publish(site, running.out);
    running.release();
    expect(existsSync(join(site, '.inkstone'))).toBe(false);
  });
});
