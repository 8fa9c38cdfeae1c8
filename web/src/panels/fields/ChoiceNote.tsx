import { ConsequenceNote } from "../../compare/ConsequenceNote";
import { t } from "../../i18n";
import type { Op } from "../../wire/gen";

interface Props {
  /** What taking the option would do; undefined where it is what there is. */
  readonly ops: readonly Op[] | undefined;
}

/** Below a list of options: what the one under the pointer or the keyboard would open and close. Its place is
 * there from the beginning, or the options would move away from under the pointer. */
export function ChoiceNote({ ops }: Props) {
  return (
    <div className="choice-note">
      {!ops && <p className="quiet">{t("consequence.asIs")}</p>}
      <ConsequenceNote ops={ops} open />
    </div>
  );
}
