import type { Define } from './index.js';

export const defineInit: Define = (command, host, finish) => {
  command
    .argument('[file]', 'file or folder to write to')
    .option('--template <name>', 'what to start from; --list shows the choice')
    .option('--name <name>', 'name of the spec')
    .option('--list', 'list the templates')
    .addHelpText(
      'after',
      '\nAn existing file is never overwritten.\n\nExamples:\n  sysdesign init\n  sysdesign init designs/ --template chat --name team-chat',
    )
    .action(async (file: string | undefined) => {
      const { init } = await import('./init-spec.js');
      finish(await init(file, command.optsWithGlobals(), host));
    });
};
