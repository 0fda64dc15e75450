export declare const root: string;
export declare const PARTS: RegExp;
export declare function manifestOf(folder: string): { readonly name: string; readonly version: string };
export declare function packageOf(file: string): string | undefined;
export declare function installed(): ReadonlyMap<
  string,
  { readonly folder: string; readonly license?: string; readonly integrity: string }
>;
