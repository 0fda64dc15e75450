import { Calls } from './calls.js';
import type { Design } from './design.js';
import { Flows } from './flows.js';
import { Load } from './load.js';
import { Sizing } from './sizing.js';
import { Storage } from './storage.js';
import { Use } from './use.js';

/** A design at a time. */
export class At {
  readonly design: Design;
  /** Years from today that are looked at; null: flows of today, stocks at the horizon. */
  readonly years: number | null;
  readonly flows: Flows;
  readonly calls: Calls;
  readonly load: Load;
  readonly storage: Storage;
  readonly sizing: Sizing;
  readonly use: Use;

  /** @param filed the design before changes */
  constructor(design: Design, filed: Design, years: number | null) {
    this.design = design;
    this.years = years;
    this.flows = new Flows(design, filed, years ?? 0);
    this.storage = new Storage(this.flows, years);
    this.calls = new Calls(this.flows, (cache) => this.storage.hit(cache, this.load));
    this.load = new Load(this.calls);
    this.sizing = new Sizing(this.load, this.storage);
    this.use = new Use(this.sizing);
  }
}
