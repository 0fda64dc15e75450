import { rows } from './row.js';

const SHOP = `sysdesign: 1
name: shop
flows:
  read: { rate: 100 req/s, path: api }
components:
  api: { kind: service }
`;

const lint = (rest: string) => ({ run: ['lint', 'shop.sysdesign.yaml'], spec: `${SHOP}${rest}` });

/** Findings about what says to accept other findings. */
export const SUPPRESSION = rows({
  'suppression/directive': {
    about: 'text',
    severity: 'warning',
    meaning:
      'A comment begins like one that ignores findings and is none, so that it ignores nothing: write `sysdesign-ignore-line`, `sysdesign-ignore-next-line` or `sysdesign-ignore-file`, rules, ` -- ` and a reason.',
    example: lint('  # sysdesign-ignore-nextline simplicity/component-not-called -- used by the tests\n  spare: { kind: service }\n'),
  },
  'suppression/expired': {
    about: 'text',
    severity: 'warning',
    meaning: 'A waiver was to hold until a day that is past. What it accepted is shown again. Fix that, or decide anew and move the day.',
    example: lint(
      '  spare: { kind: service }\nwaivers: { spare: { rule: simplicity/component-not-called, about: components.spare, reason: used in May, until: 2026-05-31 } }\n',
    ),
  },
  'suppression/no-reason': {
    about: 'text',
    severity: 'warning',
    meaning: 'A comment ignores findings without a reason, so that it ignores nothing. Write ` -- ` and the reason behind the rules.',
    example: lint('  # sysdesign-ignore-next-line simplicity/component-not-called\n  spare: { kind: service }\n'),
  },
  'suppression/no-rule': {
    about: 'text',
    severity: 'warning',
    meaning: 'A comment names no rule whose findings it ignores. To ignore all at once would hide what nobody has seen.',
    example: lint('  # sysdesign-ignore-next-line -- used by the tests\n  spare: { kind: service }\n'),
  },
  'suppression/refused': {
    about: 'text',
    severity: ['error', 'warning'],
    meaning:
      'What it names is not accepted here. A missed target is accepted under `waivers:` of the spec alone, where who reads the spec sees it; errors of the text have to be mended. In a configuration it is an error.',
    example: lint('  # sysdesign-ignore-next-line schema/unknown-key -- typed so\n  spare: { kind: service }\n'),
  },
  'suppression/unknown-rule': {
    about: 'text',
    severity: 'warning',
    meaning: 'There is no finding of that id to ignore. `sysdesign rules` lists the rules.',
    example: lint('  # sysdesign-ignore-next-line simplicity/component-not-caled -- used by the tests\n  spare: { kind: service }\n'),
  },
  'suppression/unused': {
    about: 'text',
    severity: 'warning',
    meaning: 'Nothing is found that it accepts: what it was about has been fixed or has moved. Remove it, before it hides something else.',
    example: lint('waivers: { spare: { rule: simplicity/component-not-called, about: components.api, reason: used in May } }\n'),
  },
});
