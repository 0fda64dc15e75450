/** An error of a generated validator. */
export interface SchemaError {
  /** JSON pointer to the value: `/flows/read/rate`. */
  readonly instancePath: string;
  /** Keyword of JSON Schema that it breaks: `type`, `required`, `additionalProperties`, ... */
  readonly keyword: string;
  /** `additionalProperty`, `missingProperty`, `propertyName`, `tag`, ... by keyword. */
  readonly params: Readonly<Record<string, unknown>>;
  /** The key whose name is wrong, of the errors within `propertyNames`. */
  readonly propertyName?: string;
}

/** A generated validator: true, or false and `errors`. */
export interface Validate {
  (data: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}
