import Ajv from 'ajv';

/**
 * The parts of SARIF 2.1.0 that we write, as a schema of our own: objects with what the standard requires of each, no properties beside those that
 * it defines for them, and the values that it allows.
 * @source OASIS Standard sarif-v2.1.0 (27 March 2020), sections 3.13 sarifLog, 3.14 run, 3.18 tool, 3.19 toolComponent, 3.27 result, 3.28 location,
 * 3.29 physicalLocation, 3.30 region, 3.4 artifactLocation, 3.11 message, 3.12 multiformatMessageString, 3.49 reportingDescriptor, 3.50
 * reportingConfiguration
 */
const closed = (properties: Readonly<Record<string, unknown>>, ...required: readonly string[]) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const text = { type: 'string', minLength: 1 };
const message = closed({ text, markdown: text }, 'text');
const bag = { type: 'object' };
const level = { enum: ['none', 'note', 'warning', 'error'] };
const whole = { type: 'integer', minimum: 1 };
const physicalLocation = closed(
  {
    artifactLocation: closed(
      { uri: { type: 'string', minLength: 1, pattern: "^[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]+$" }, uriBaseId: text },
      'uri',
    ),
    region: closed({ startLine: whole, startColumn: whole, endLine: whole, endColumn: whole }, 'startLine'),
  },
  'artifactLocation',
);
const location = closed({ id: { type: 'integer', minimum: 0 }, message, physicalLocation }, 'physicalLocation');
const SCHEMA = closed(
  {
    $schema: { type: 'string', pattern: 'sarif-2\\.1\\.0' },
    version: { const: '2.1.0' },
    runs: {
      type: 'array',
      minItems: 1,
      items: closed(
        {
          tool: closed(
            {
              driver: closed(
                {
                  name: text,
                  version: text,
                  semanticVersion: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+' },
                  rules: {
                    type: 'array',
                    uniqueItems: true,
                    items: closed(
                      {
                        id: text,
                        shortDescription: message,
                        fullDescription: message,
                        help: message,
                        defaultConfiguration: closed({ level }),
                        properties: bag,
                      },
                      'id',
                    ),
                  },
                },
                'name',
              ),
            },
            'driver',
          ),
          columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
          results: {
            type: 'array',
            items: closed(
              {
                ruleId: text,
                ruleIndex: { type: 'integer', minimum: 0 },
                level,
                message,
                locations: { type: 'array', items: location },
                relatedLocations: { type: 'array', uniqueItems: true, items: location },
                partialFingerprints: { type: 'object', additionalProperties: { type: 'string' } },
                properties: bag,
              },
              'message',
            ),
          },
        },
        'tool',
      ),
    },
  },
  'version',
  'runs',
);

const validate = new Ajv({ allErrors: true, strict: false }).compile<Log>(SCHEMA);

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly region?: {
            readonly startLine: number;
            readonly startColumn: number;
            readonly endLine: number;
            readonly endColumn: number;
          };
        };
      }[];
    }[];
  }[];
}

/** What a log lacks of what the standard requires: its form, then what a schema cannot say. */
export function sarifProblems(log: unknown): readonly string[] {
  if (!validate(log)) return (validate.errors ?? []).map(({ instancePath, message: why }) => `${instancePath} ${why}`);
  return log.runs.flatMap(({ tool, results }) =>
    results.flatMap(({ ruleId, ruleIndex, locations }) => [
      // 3.27.6: the index is that of the rule.
      ...(tool.driver.rules[ruleIndex]?.id === ruleId ? [] : [`ruleIndex ${ruleIndex} is not ${ruleId}`]),
      // 3.30.8: a region does not end before it begins.
      ...locations.flatMap(({ physicalLocation: { region } }) =>
        !region || region.endLine > region.startLine || (region.endLine === region.startLine && region.endColumn >= region.startColumn)
          ? []
          : [`a region of ${ruleId} ends before it begins`],
      ),
    ]),
  );
}
