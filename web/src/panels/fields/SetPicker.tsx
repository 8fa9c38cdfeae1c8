import { useRef, useState } from "react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { ConsequenceNote } from "../../compare/ConsequenceNote";
import { t, word } from "../../i18n";
import { Icon } from "../../shell/Icon";
import { useSlice } from "../../store/react";
import type { Op, SetOf } from "../../wire/gen";
import { type Candidate, candidates, nameAt } from "../elements";
import { ChoiceNote } from "./ChoiceNote";
import { Considered, useConsidered } from "./Considered";
import type { EditorProps } from "./editor";
import { Go } from "./Go";
import { Refused } from "./Refused";

/** Several elements of the design, each a link, each removable. */
export function SetPicker({ field, value, owner, readOnly, refused, write, tentative }: EditorProps) {
  const doc = useSlice((state) => state.doc);
  const members = Object.keys((value ?? {}) as SetOf);
  const free = candidates(doc, owner, field.refs ?? []).filter(({ id }) => !members.includes(id));
  const without = (id: string) =>
    Object.fromEntries(members.filter((one) => one !== id).map((one) => [one, true]));
  const also = (id: string) => ({ ...without(id), [id]: true });
  const label = word(field.label);
  const [leaving, setLeaving] = useState<string>();
  const place = useRef<HTMLFieldSetElement>(null);
  const remove = (id: string) => {
    write(without(id));
    // The button goes with its member: the keyboard goes on from here.
    place.current?.querySelector<HTMLElement>(".chip-add")?.focus();
  };
  return (
    <fieldset className="field" ref={place}>
      <legend className="field-label">{label}</legend>
      <div className="chips">
        {members.map((id) => (
          <span className="chip" key={id}>
            <Go id={id} />
            {!readOnly && (
              <Button
                className="chip-remove"
                aria-label={t("set.remove", { name: nameAt(doc, id) })}
                onPress={() => remove(id)}
                onHoverChange={(over) => setLeaving(over ? id : undefined)}
                onFocusChange={(focused) => setLeaving(focused ? id : undefined)}
              >
                <Icon name="close" size={11} />
              </Button>
            )}
          </span>
        ))}
        {!readOnly && (
          <Adder
            label={label}
            free={free}
            add={(id) => write(also(id))}
            tentative={tentative && ((id) => tentative(also(id)))}
          />
        )}
      </div>
      {members.length === 0 && field.help && <p className="field-help">{word(field.help)}</p>}
      <Refused text={refused} />
      {tentative && (
        <ConsequenceNote
          ops={leaving !== undefined && members.includes(leaving) ? tentative(without(leaving)) : undefined}
          lead={t("consequence.without", { name: nameAt(doc, leaving ?? "") })}
          open
        />
      )}
    </fieldset>
  );
}

interface AdderProps {
  readonly label: string;
  readonly free: readonly Candidate[];
  readonly add: (id: string) => void;
  readonly tentative: ((id: string) => readonly Op[]) | undefined;
}

function Adder({ label, free, add, tentative }: AdderProps) {
  const [at, tell] = useConsidered();
  const title = t("set.add", { title: label });
  return (
    <MenuTrigger>
      <Button className="chip chip-add" aria-label={title}>
        <Icon name="add" size={13} />
      </Button>
      <Popover className="popover popover-choice" offset={2}>
        <Menu
          className="menu"
          aria-label={title}
          items={free}
          onAction={(key) => add(String(key))}
          renderEmptyState={() => <p className="quiet">{t("set.all")}</p>}
        >
          {({ id, kind, name, elsewhere }) => (
            <MenuItem className="menu-item" id={id} textValue={name}>
              {({ isFocused }) => (
                <>
                  <Considered id={id} now={isFocused} tell={tell} />
                  <Icon name={kind} size={15} />
                  <span className="menu-text">{name}</span>
                  {elsewhere && <span className="menu-more">{elsewhere}</span>}
                </>
              )}
            </MenuItem>
          )}
        </Menu>
        {tentative && free.length > 0 && <ChoiceNote ops={at === undefined ? undefined : tentative(at)} />}
      </Popover>
    </MenuTrigger>
  );
}
