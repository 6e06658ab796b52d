// One run of a program: wall time and peak memory. And a few words of statistics.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Run {
  readonly seconds: number;
  /** Peak resident memory in MB; null where the system does not tell. */
  readonly megabytes: number | null;
}

/** Throws with the program's last words if it fails. */
export function timed(command: string, args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Promise<Run> {
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint();
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let peak = 0;
    const hear = (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000));
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    // The kernel keeps the highest value itself: looking now and then misses only what grows in the last moment.
    const watch = setInterval(() => (peak = Math.max(peak, peakOf(child.pid!))), 20);
    child.on('error', reject);
    child.on('exit', () => clearInterval(watch));
    child.on('close', (code) => {
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      if (code === 0) resolve({ seconds, megabytes: peak === 0 ? null : peak });
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${said}`));
    });
  });
}

function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Distance from the lowest to the highest value, as a part of the median. */
export function spread(values: readonly number[]): number {
  return (Math.max(...values) - Math.min(...values)) / median(values);
}

/** How much the machine itself wavers: the spread of one fixed piece of work. */
export function wavering(): number {
  const times = Array.from({ length: 15 }, () => {
    const start = process.hrtime.bigint();
    let x = 1;
    for (let i = 0; i < 20_000_000; i++) x = (Math.imul(x, 1_664_525) + 1_013_904_223) | 0;
    return Number(process.hrtime.bigint() - start) + (x & 0);
  });
  return spread(times.slice(3));
}
