import { isAbsolute, join } from 'pathe';
import { readText } from '../../io/index.js';
import { NO_PROGRESS, type Progress, readProgress } from '../../practice/index.js';
import type { Io } from '../../workspace/index.js';
import type { Host } from '../host.js';

export interface Store {
  readonly progress: Progress;
  /** Keeps it; false, once and with a word to people, where it cannot be. */
  readonly keep: (progress: Progress) => Promise<boolean>;
}

/** Where data of a user is stored: XDG, or what Windows has for it. Undefined without any: below a relative name it would lie in somebody's project. */
function fileOf({ env, platform }: Host): string | undefined {
  const { XDG_DATA_HOME, LOCALAPPDATA, HOME } = env;
  const windows = platform === 'win32' ? LOCALAPPDATA : undefined;
  const folder = [XDG_DATA_HOME, windows, HOME && join(HOME, '.local', 'share')].find((name) => name && isAbsolute(name));
  return folder && join(folder, 'sysdesign', 'practice.json');
}

const NOWHERE = 'there is no folder of yours to keep progress in (HOME or XDG_DATA_HOME): this round is not kept';

/** Reads the progress; a damaged file is left beside it, and reported. */
export async function openStore(host: Host, { files, clock }: Io): Promise<Store> {
  const file = fileOf(host);
  let progress = NO_PROGRESS;
  let isLost = false;
  const tell = (text: string): Promise<void> => host.err.write(`${text}\n`);
  if (file !== undefined && (await files.exists(file))) {
    const read = await readText(file, files);
    const known = read.ok ? readProgress(read.value.text) : null;
    if (known !== null) progress = known;
    else {
      const aside = `${file}.damaged-${clock.today()}`;
      const kept = read.ok && (await files.writeWhole(aside, read.value.text, true)).ok;
      await tell(
        kept
          ? `the progress in ${file} is damaged: it is kept as ${aside}, and begins anew`
          : `the progress in ${file} cannot be read: this round is not kept`,
      );
      isLost = !kept;
    }
  }
  return {
    progress,
    keep: async (next) => {
      if (isLost) return false;
      if (file === undefined) {
        isLost = true;
        await tell(NOWHERE);
        return false;
      }
      const written = await files.writeWhole(file, `${JSON.stringify(next, null, 1)}\n`, true);
      if (written.ok) return true;
      isLost = true;
      await tell(`progress cannot be kept in ${file}: the round goes on without`);
      return false;
    },
  };
}
