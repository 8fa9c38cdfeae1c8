import { Switch } from "react-aria-components";
import { t, word } from "../../i18n";
import type { EditorProps } from "./editor";

/** Yes or no. */
export function Toggle({ field, value, readOnly, refused, write }: EditorProps) {
  return (
    <div className="field">
      <Switch className="toggle" isSelected={value === true} isDisabled={readOnly} onChange={write}>
        <span className="field-label">{word(field.label)}</span>
        <span className="toggle-track" />
      </Switch>
      {field.help && <p className="field-help">{word(field.help)}</p>}
      {refused && <p className="field-problem">{t("panel.refused", { text: refused })}</p>}
    </div>
  );
}
