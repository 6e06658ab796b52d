// The share of one thread in the real world. Apart from `world.ts`, as all that reads and renders comes with it.
import { openShare, type Share, type ShareInput } from '../build/share.js';
import type { DiskFiles } from '../files/disk.js';
import type { Settings } from '../model/config.js';
import { generator, themeFolders } from './world.js';

export function diskShare(root: string, files: DiskFiles, settings: Settings, put: ShareInput['put'], every = false): Share {
  return openShare({ files, themes: themeFolders(root, settings), settings, generator, put, every });
}
