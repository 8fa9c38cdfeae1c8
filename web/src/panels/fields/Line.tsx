import { useEffect, useRef, useState } from "react";
import { ConsequenceNote } from "../../compare/ConsequenceNote";
import { t, word } from "../../i18n";
import { check } from "../check";
import { type EditorProps, helpOf, isMono, refusalOf } from "./editor";
import { TextLine } from "./TextLine";

interface Props extends EditorProps {
  readonly autoFocus?: boolean;
  /** It was left with a value that can be read, or with none typed. */
  readonly onDone?: () => void;
  readonly onUndo?: () => void;
}

/** A typed value: sent on Enter and when the focus leaves, put back by Escape. */
export function Line(props: Props) {
  const { field, value, readOnly, refused, write, tentative, onDone, onUndo } = props;
  const shown = value === undefined || value === null ? "" : String(value);
  const [draft, setDraft] = useState<string>();
  const [complained, setComplained] = useState(false);
  const checked = draft === undefined ? undefined : check(field, draft);
  const problem = checked && "problem" in checked ? checked.problem : undefined;

  const commit = () => {
    if (problem) return setComplained(true);
    drop();
    if (checked && "value" in checked && String(checked.value) !== shown) write(checked.value);
  };
  const drop = () => {
    setDraft(undefined);
    setComplained(false);
  };
  // A press on the canvas may take the panel away before the focus leaves: what was typed is not lost.
  const atLeast = useRef(commit);
  useEffect(() => {
    atLeast.current = commit;
  });
  useEffect(() => () => atLeast.current(), []);

  const local = complained && problem ? t(problem.key, problem.values) : undefined;
  const differs = checked && "value" in checked && String(checked.value ?? "") !== shown;
  const ops = differs ? tentative?.(checked.value) : undefined;
  const line = (
    <TextLine
      label={word(field.label)}
      text={draft ?? shown}
      onText={setDraft}
      help={helpOf(field, value)}
      problem={local ?? refusalOf(refused)}
      readOnly={readOnly}
      mono={isMono(field)}
      multiline={field.type === "multiline"}
      autoFocus={props.autoFocus ?? false}
      onDone={() => {
        commit();
        if (!problem) onDone?.();
      }}
      onUndo={() => {
        drop();
        onUndo?.();
      }}
      name={field.name}
    />
  );
  if (!tentative) return line;
  return (
    <div className="field-with-consequence">
      {line}
      <ConsequenceNote ops={ops} />
    </div>
  );
}
