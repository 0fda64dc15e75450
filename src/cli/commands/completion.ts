import { Argument } from 'commander';
import type { Define } from './define.js';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

export const defineCompletion: Define = (command, host, finish) => {
  command
    .addArgument(new Argument('<shell>', 'which shell to write for').choices(SHELLS))
    .addHelpText(
      'after',
      '\nIn ~/.bashrc, or in ~/.zshrc after compinit:\n  source <(sysdesign completion bash)\n  source <(sysdesign completion zsh)\n' +
        'For fish, once:\n  sysdesign completion fish > ~/.config/fish/completions/sysdesign.fish',
    )
    .action(async (shell: string) => {
      const { completionScript } = await import('../completion-script.js');
      await host.out.write(await completionScript(SHELLS.find((name) => name === shell) ?? 'bash', host));
      finish(0);
    });
};
