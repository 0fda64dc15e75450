import { failure, suggest, UserError } from '../../core/index.js';
import type { Host } from '../host.js';
import { addOutput, type SpecFlags, UNJUDGED } from '../options.js';
import { targetsOf, writeDocument } from '../output.js';
import { configOf } from '../specs.js';
import { TOOL } from '../version.js';
import type { Define } from './define.js';

interface RulesFlags extends SpecFlags {
  readonly preset?: string;
}

export const defineRules: Define = (command, host, finish) => {
  addOutput(command.argument('[filter]', 'an area (`load/`), a quality (`capacity`), or a word'), UNJUDGED)
    .option('--preset <name>', 'which rules are asked: minimal, recommended, thorough or interview')
    .addHelpText('after', '\nExamples:\n  sysdesign rules\n  sysdesign rules availability\n  sysdesign rules -f markdown -o docs/rules.md')
    .action(async (filter: string | undefined) => {
      finish(await listRules(filter, command.optsWithGlobals<RulesFlags>(), host));
    });
};

async function listRules(filter: string | undefined, flags: RulesFlags, host: Host): Promise<number> {
  const targets = targetsOf(flags, [], UNJUDGED);
  const config = await configOf(host, flags);
  const [{ RULES, ATTRIBUTES }, { rulesConfigOf }, { rulesDocument }] = await Promise.all([
    import('../../rules/index.js'),
    import('../../workspace/config-rules.js'),
    import('../../views/rules.js'),
  ]);
  const asked = filter?.toLowerCase();
  const found = RULES.filter(
    ({ id, attribute, docs }) =>
      asked === undefined || id.includes(asked) || attribute === asked || docs.what.toLowerCase().includes(asked),
  );
  if (found.length === 0) {
    const near = suggest(asked ?? '', [...ATTRIBUTES, ...RULES.map(({ id }) => id)]);
    const none = failure({
      rule: 'usage/unknown-finding',
      severity: 'error',
      message: `no rule is about "${filter}"`,
      help: near === undefined ? `qualities are ${ATTRIBUTES.join(', ')}` : `did you mean "${near}"?`,
      ...(near !== undefined && { suggestion: near }),
    });
    throw new UserError(none.ok ? [] : none.findings);
  }
  await writeDocument(rulesDocument(found, rulesConfigOf(config, flags.preset), TOOL), targets, flags, host);
  return 0;
}
