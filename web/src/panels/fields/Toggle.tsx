import { useState } from "react";
import { Switch } from "react-aria-components";
import { ConsequenceNote } from "../../compare/ConsequenceNote";
import { t, word } from "../../i18n";
import type { EditorProps } from "./editor";
import { Refused } from "./Refused";

/** Yes or no. */
export function Toggle({ field, value, readOnly, refused, write, tentative }: EditorProps) {
  const on = value === true;
  // Who has just switched it knows what that did: switching back is considered after coming back.
  const [considered, setConsidered] = useState(false);
  const turn = (next: boolean) => {
    setConsidered(false);
    write(next);
  };
  return (
    <div className="field">
      <Switch
        className="toggle"
        isSelected={on}
        isDisabled={readOnly}
        onChange={turn}
        onHoverChange={setConsidered}
        onFocus={(event) => setConsidered(event.target.matches(":focus-visible"))}
        onBlur={() => setConsidered(false)}
      >
        <span className="field-label">{word(field.label)}</span>
        <span className="toggle-track" />
      </Switch>
      {field.help && <p className="field-help">{word(field.help)}</p>}
      <Refused text={refused} />
      {tentative && (
        <ConsequenceNote
          ops={considered && !readOnly ? tentative(!on) : undefined}
          lead={t(on ? "consequence.off" : "consequence.on")}
          open
        />
      )}
    </div>
  );
}
