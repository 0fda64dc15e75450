import { spawn } from 'node:child_process';

/** Opens a file in an editor, which may have arguments (`code --wait`). It draws on standard error: standard output is for results. */
export async function openEditor(command: string, path: string): Promise<boolean> {
  const isWindows = process.platform === 'win32';
  const child = isWindows
    ? spawn(`${command} "${path.replaceAll('"', '')}"`, { shell: true, stdio: ['inherit', 2, 2] })
    : spawn('sh', ['-c', `${command} "$1"`, command, path], { stdio: ['inherit', 2, 2] });
  return await new Promise((resolve) => {
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
}
