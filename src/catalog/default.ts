/** What is assumed where a spec states nothing. */
export interface Default {
  readonly value: number;
  readonly unit: string;
  readonly meaning: string;
  readonly source: string;
}
