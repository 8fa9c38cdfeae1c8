import { type KeyboardEvent, useId, useRef, useState } from "react";
import { Button } from "react-aria-components";
import { t, word } from "../../i18n";
import { Icon } from "../../shell/Icon";
import type { SetOf } from "../../wire/gen";
import { checkAddress } from "../check";
import type { EditorProps } from "./editor";
import { Refused } from "./Refused";

/** IP addresses as tags: Enter adds the one that is typed. */
export function AddressList({ field, value, readOnly, refused, write }: EditorProps) {
  const members = Object.keys((value ?? {}) as SetOf);
  const setOf = (all: readonly string[]) => Object.fromEntries(all.map((one) => [one, true]));
  const place = useRef<HTMLFieldSetElement>(null);
  const remove = (address: string) => {
    write(setOf(members.filter((one) => one !== address)));
    // The button goes with its address: the keyboard goes on from here.
    place.current?.querySelector("input")?.focus();
  };
  return (
    <fieldset className="field" ref={place}>
      <legend className="field-label">{word(field.label)}</legend>
      <div className="chips">
        {members.map((address) => (
          <span className="chip" key={address}>
            <span className="chip-text" data-mono>
              {address}
            </span>
            {!readOnly && (
              <Button
                className="chip-remove"
                aria-label={t("address.remove", { address })}
                onPress={() => remove(address)}
              >
                <Icon name="close" size={11} />
              </Button>
            )}
          </span>
        ))}
        {!readOnly && <Adder members={members} add={(address) => write(setOf([...members, address]))} />}
      </div>
      {members.length === 0 && field.help && <p className="field-help">{word(field.help)}</p>}
      <Refused text={refused} />
    </fieldset>
  );
}

function Adder({
  members,
  add,
}: {
  readonly members: readonly string[];
  readonly add: (address: string) => void;
}) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState("");
  const problemId = useId();
  const commit = () => {
    if (text.trim() === "") return setProblem("");
    const checked = checkAddress(text);
    if ("problem" in checked) return setProblem(t(checked.problem.key, checked.problem.values));
    const address = String(checked.value);
    if (members.includes(address)) return setProblem(t("check.addressTaken", { address }));
    setText("");
    setProblem("");
    add(address);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault(); // inside a form it would submit the row
      commit();
    }
    if (event.key === "Escape" && text !== "") {
      event.stopPropagation();
      setText("");
      setProblem("");
    }
  };
  return (
    <>
      <input
        className="field-input chip-input"
        data-mono
        aria-label={t("address.add")}
        aria-invalid={problem !== ""}
        aria-describedby={problemId}
        placeholder={t("address.add")}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={commit}
      />
      <span className="field-problem" id={problemId} role="alert">
        {problem}
      </span>
    </>
  );
}
