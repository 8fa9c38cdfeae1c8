import type { KeyboardEvent } from "react";
import { FieldError, Input, Label, Text, TextArea, TextField } from "react-aria-components";

interface Props {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly help?: string | undefined;
  readonly problem?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly readOnly?: boolean;
  readonly mono?: boolean;
  readonly multiline?: boolean;
  readonly autoFocus?: boolean;
  /** Shown to screen readers only: the place says it already. */
  readonly hideLabel?: boolean;
  readonly name?: string;
  readonly onDone?: () => void;
  readonly onUndo?: () => void;
}

/** One line, or some lines, of text with its label, help and problem. */
export function TextLine(props: Props) {
  const {
    label,
    text,
    onText,
    help,
    problem,
    readOnly = false,
    multiline = false,
    hideLabel = false,
  } = props;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return; // Enter chooses a word in an input method
    if (event.key === "Enter" && props.onDone && (!multiline || event.ctrlKey || event.metaKey)) {
      event.preventDefault(); // inside a form it would submit the row without what is done here
      props.onDone();
    }
    if (event.key === "Escape" && props.onUndo) {
      event.stopPropagation();
      props.onUndo();
    }
  };
  const shared = {
    className: "field-input",
    ...(props.mono && { "data-mono": true }),
    ...(props.placeholder && { placeholder: props.placeholder }),
    onKeyDown,
  };
  return (
    <TextField
      className="field"
      value={text}
      onChange={onText}
      isReadOnly={readOnly}
      isInvalid={problem !== undefined}
      validationBehavior="aria"
      autoFocus={props.autoFocus ?? false}
      {...(hideLabel && { "aria-label": label, "data-bare": true })}
      {...(props.name && { name: props.name })}
      {...(props.onDone && { onBlur: props.onDone })}
    >
      {!hideLabel && <Label className="field-label">{label}</Label>}
      {multiline ? (
        <TextArea {...shared} rows={3} />
      ) : (
        <Input {...shared} autoComplete="off" spellCheck={false} />
      )}
      {help && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
      <FieldError className="field-problem">{problem}</FieldError>
    </TextField>
  );
}
