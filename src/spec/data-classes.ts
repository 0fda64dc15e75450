import type { DataClass } from './model.js';

/** What everything above asks of the class of a data set. A new class is a row here, and its word in the schema. */
interface ClassTraits {
  /** Only some may see it. */
  readonly isGuarded: boolean;
  /** User code must not run near it, whatever it does. */
  readonly isSensitive: boolean;
  /** Its amounts must add up: of two concurrent writes to one item neither may overwrite the other. */
  readonly mustAddUp: boolean;
  /** It is a number that writes add to and take from. */
  readonly isAmount: boolean;
  /** Its loss is more than a nuisance. */
  readonly isOfValue: boolean;
}

const OPEN = { isGuarded: false, isSensitive: false, mustAddUp: false, isAmount: false, isOfValue: false } as const;
const GUARDED = { ...OPEN, isGuarded: true, isSensitive: true } as const;
const COUNTED = { ...OPEN, mustAddUp: true, isOfValue: true } as const;

const CLASSES: Readonly<Record<DataClass, ClassTraits>> = {
  public: OPEN,
  personal: GUARDED,
  health: GUARDED,
  payment: { ...GUARDED, isOfValue: true },
  inventory: { ...COUNTED, isAmount: true },
  booking: COUNTED,
  balance: { ...COUNTED, isAmount: true, isSensitive: true },
};

/** The first of the classes of a data set that has a trait; undefined where none has, or none is stated. */
export const classWith = (trait: keyof ClassTraits, classes: readonly DataClass[] | null | undefined): DataClass | undefined =>
  classes?.find((one) => CLASSES[one][trait]);
