import type { Behavior, IsolationSetting, ProductLevel } from '../catalog/index.js';
import type { Block, Note, Table } from '../report/blocks.js';

const CUT: Readonly<Record<ProductLevel['cut'], string>> = {
  anywhere: 'goes on wherever a copy is',
  majority: 'goes on where the majority is',
  all: 'stops: a copy is missing',
  leader: 'goes on where the leader is',
};

const HEADS = ['level', 'of', 'gives', 'in a partition', ''];

/** What a product guarantees by its settings: levels, transactions, what tests observed, with sources. */
export function behaviorBlocks(behavior: Behavior): readonly Block[] {
  const { product, model, writes, transactions, isolation, isolations, conflicts, pacelc, anomalies, version, source, read, write } =
    behavior;
  const notes: readonly (string | null)[] = [
    `by default reads are at ${read} and writes at ${write}${pacelc === null ? '' : `: ${pacelc} (a label of these settings, not of the product)`}`,
    `a transaction spans ${transactions}${isolations.length === 0 ? '' : `: ${isolations.map((one) => isolationText(one, isolation)).join('; ')}`}`,
    conflicts === null ? null : `conflicts: ${conflicts}`,
    ...anomalies.map(({ what, version: of, source: by }) => `seen in ${of}: ${what} (${by})`),
    `version ${version}; source: ${source}`,
  ];
  return [
    {
      kind: 'section',
      title: product,
      lead: `what it guarantees: ${model}, writes by ${writes}`,
      blocks: [levelsTable(behavior), ...notes.flatMap((text): readonly Note[] => (text === null ? [] : [{ kind: 'note', text }]))],
    },
  ];
}

/** `REPEATABLE READ (the default) gives snapshot`. */
const isolationText = ({ name, gives, note }: IsolationSetting, byDefault: string | null): string =>
  `${name}${name === byDefault ? ' (the default)' : ''} gives ${gives}${note === undefined ? '' : `, ${note}`}`;

const levelsTable = ({ levels }: Behavior): Table => ({
  kind: 'table',
  remarks: true,
  columns: HEADS.map((head) => ({ head, align: 'left' })),
  rows: levels.map(({ name, of, gives, copies, cut, note }) => [
    { kind: 'text', text: name, role: 'strong' },
    of === 'both' ? 'reads, writes' : `${of}s`,
    gives === 'copies' ? `by R + W (${copies})` : of === 'write' && gives === 'strictSerializable' ? 'as the read' : gives,
    CUT[cut],
    note ?? '',
  ]),
});

/** The levels as rows for programs. */
export const behaviorRows = ({ product, levels, version, source }: Behavior): Table => ({
  kind: 'table',
  detail: 'data',
  columns: ['product', 'level', 'of', 'gives', 'copies', 'cut', 'note', 'version', 'source'].map((head) => ({ head, align: 'left' })),
  rows: levels.map(({ name, of, gives, copies, cut, note }) => [
    product,
    name,
    of,
    gives,
    copies ?? null,
    cut,
    note ?? null,
    version,
    source,
  ]),
});
