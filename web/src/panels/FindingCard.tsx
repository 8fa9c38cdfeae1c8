import { useState } from "react";
import { Button } from "react-aria-components";
import { t, word } from "../i18n";
import { Icon } from "../shell/Icon";
import { useSlice, useStore } from "../store/react";
import type { Store } from "../store/store";
import { type Finding, type Fix, rules } from "../wire/gen";
import { newId } from "../wire/ids";
import { placeOf } from "./attention";
import { nameAt } from "./elements";
import { go } from "./fields/Go";
import { TextLine } from "./fields/TextLine";
import { RuleCode } from "./ReasonCode";

/** One finding: what is wrong and where, and what may be done about it. */
export function FindingCard({
  finding,
  here = false,
}: {
  readonly finding: Finding;
  readonly here?: boolean;
}) {
  const store = useStore();
  const doc = useSlice((state) => state.doc);
  const canEdit = useSlice((state) => state.connection.canEdit);
  const [suppressing, setSuppressing] = useState(false);
  const { code, severity, element, row, text, fix } = finding;
  return (
    <li className="finding" data-severity={severity}>
      <Icon name={severity} size={16} />
      <div className="finding-body">
        <Button className="finding-text" onPress={() => go(store, element, placeOf(row))}>
          {word(text)}
        </Button>
        <p className="finding-foot">
          <RuleCode code={code} />
          {!here && <span className="finding-where">{nameAt(doc, element)}</span>}
        </p>
        {!here && <RuleDoc code={code} />}
        {canEdit && !suppressing && (
          <div className="finding-do">
            {fix && <FixButton fix={fix} />}
            <Button className="button button-small" data-plain onPress={() => setSuppressing(true)}>
              {t("findings.suppress")}
            </Button>
          </div>
        )}
        {suppressing && (
          <SuppressForm
            title={t("findings.suppressTitle", { code, name: nameAt(doc, element) })}
            cancel={() => setSuppressing(false)}
            suppress={(reason) => suppress(store, finding, reason)}
          />
        )}
      </div>
    </li>
  );
}

/** Why the rule is one: said where findings are read one after the other. */
function RuleDoc({ code }: { readonly code: string }) {
  const rule = rules.find((one) => one.code === code);
  return rule ? <p className="finding-doc">{word(rule.doc)}</p> : null;
}

/** A fix is operations that the engine has tried: applied, it is one ordinary edit that can be undone. */
export function FixButton({ fix }: { readonly fix: Fix }) {
  const store = useStore();
  const title = word(fix.title);
  return (
    <Button
      className="button button-small"
      data-main
      onPress={() => store.edit(t("edit.fix", { title }), fix.ops)}
    >
      <Icon name="check" size={13} />
      {t("findings.fix", { title })}
    </Button>
  );
}

function suppress(store: Store, { code, element, row }: Finding, reason: string): void {
  const value = { code, element, ...(row !== undefined && { row }), reason, by: "" };
  store.edit(t("edit.suppress", { code }), [{ op: "put", section: "suppressions", id: newId(), value }]);
}

interface SuppressProps {
  readonly title: string;
  readonly cancel: () => void;
  readonly suppress: (reason: string) => void;
}

function SuppressForm({ title, cancel, suppress }: SuppressProps) {
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const submit = () => (reason.trim() === "" ? setAsked(true) : suppress(reason.trim()));
  return (
    <form
      className="suppress"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextLine
        label={t("findings.reason")}
        text={reason}
        onText={setReason}
        problem={asked && reason.trim() === "" ? t("findings.reasonNeeded") : undefined}
        autoFocus
        onUndo={cancel}
      />
      <div className="row-form-do">
        <Button className="button button-small" data-main type="submit">
          {t("findings.suppressNow")}
        </Button>
        <Button className="button button-small" onPress={cancel}>
          {t("row.cancel")}
        </Button>
      </div>
    </form>
  );
}
