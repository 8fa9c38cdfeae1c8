import type { ReactNode } from "react";
import {
  Autocomplete,
  Button,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SearchField,
  Select,
  SelectValue,
  Text,
  useFilter,
} from "react-aria-components";
import { t } from "../../i18n";
import { Icon } from "../../shell/Icon";
import type { Glyph } from "../../views/glyphs";
import type { Op } from "../../wire/gen";
import { ChoiceNote } from "./ChoiceNote";
import { Considered, type Tell, useConsidered } from "./Considered";

export interface ChoiceOption {
  readonly id: string;
  readonly text: string;
  /** Said beside it, smaller. */
  readonly more?: string;
  readonly glyph?: Glyph;
}

interface Props {
  readonly label: string;
  readonly options: readonly ChoiceOption[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
  /** What choosing an option would do: where it is given, its consequence shows before it is chosen. */
  readonly tentative?: ((id: string) => readonly Op[] | undefined) | undefined;
  readonly help?: string | undefined;
  readonly problem?: string | undefined;
  readonly readOnly?: boolean;
  readonly hideLabel?: boolean;
  readonly autoFocus?: boolean;
  /** Stands at the right of the field: a link to what is chosen. */
  readonly children?: ReactNode;
}

const searchFrom = 9;

/** One of several, with a search where there are many. */
export function Choice({
  label,
  options,
  chosen,
  onChoose,
  tentative,
  help,
  problem,
  readOnly,
  hideLabel,
  autoFocus = false,
  children,
}: Props) {
  // Kept here and not with the options: those are rendered twice, to be counted and to be shown.
  const [at, tell] = useConsidered();
  return (
    <Select
      className="field"
      value={chosen}
      onChange={(key) => key !== null && String(key) !== chosen && onChoose(String(key))}
      isDisabled={readOnly ?? false}
      autoFocus={autoFocus}
      isInvalid={problem !== undefined}
      validationBehavior="aria"
      {...(hideLabel && { "aria-label": label, "data-bare": true })}
    >
      {!hideLabel && <Label className="field-label">{label}</Label>}
      <div className="field-row">
        <Button className="field-input field-choice">
          <SelectValue className="field-chosen" />
          <Icon name="chevron" size={12} />
        </Button>
        {children}
      </div>
      {help && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
      <FieldError className="field-problem">{problem}</FieldError>
      <Popover className="popover popover-choice" offset={2}>
        <Options options={options} tell={tell} />
        {tentative && <ChoiceNote ops={at === undefined || at === chosen ? undefined : tentative(at)} />}
      </Popover>
    </Select>
  );
}

interface OptionsProps {
  readonly options: readonly ChoiceOption[];
  readonly tell: Tell;
}

function Options({ options, tell }: OptionsProps) {
  const { contains } = useFilter({ sensitivity: "base" });
  const list = (
    <ListBox
      className="menu"
      items={options}
      renderEmptyState={() => <p className="quiet">{t("panel.noMatch")}</p>}
    >
      {(option) => <OptionItem option={option} tell={tell} />}
    </ListBox>
  );
  if (options.length < searchFrom) return list;
  return (
    <Autocomplete filter={contains}>
      <SearchField className="choice-search" aria-label={t("panel.search")} autoFocus>
        <Input className="field-input" placeholder={t("panel.search")} />
      </SearchField>
      {list}
    </Autocomplete>
  );
}

interface ItemProps {
  readonly option: ChoiceOption;
  readonly tell: Tell;
}

function OptionItem({ option: { id, text, more, glyph }, tell }: ItemProps) {
  return (
    <ListBoxItem className="menu-item" id={id} textValue={text}>
      {({ isFocused }) => (
        <>
          <Considered id={id} now={isFocused} tell={tell} />
          {glyph && <Icon name={glyph} size={15} />}
          <Text slot="label" className="menu-text">
            {text}
          </Text>
          {more && <span className="menu-more">{more}</span>}
        </>
      )}
    </ListBoxItem>
  );
}
