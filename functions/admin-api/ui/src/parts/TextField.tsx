import { Field, type FieldTexts } from "./Field";

export interface TextFieldProps extends FieldTexts {
  value: string;
  onChange: (value: string) => void;
  type?: "text" | "email" | "search" | "number";
  placeholder?: string;
  autoComplete?: string;
  maxLength?: number;
  min?: number;
  max?: number;
  rows?: number;
  isReadOnly?: boolean;
  isDisabled?: boolean;
  /** For ids and codes. */
  mono?: boolean;
  /** For numbers. */
  short?: boolean;
  /** What stands behind the value, such as "%". */
  unit?: string;
}

/** One line of text, or several with `rows`. */
export function TextField(props: TextFieldProps) {
  const { label, description, error, isRequired, value, onChange, rows, mono, short, unit, isReadOnly, isDisabled, ...rest } = props;
  const look = `input${mono ? " mono" : ""}${short ? " input-short" : ""}`;
  return (
    <Field {...{ label, description, error, isRequired }}>
      {(control) => {
        const own = { ...control, value, readOnly: isReadOnly, disabled: isDisabled, spellCheck: false, className: look };
        if (rows) {
          const { placeholder, maxLength } = rest;
          return <textarea {...own} {...{ rows, placeholder, maxLength }} onChange={(event) => onChange(event.target.value)} />;
        }
        const input = <input type="text" {...own} {...rest} onChange={(event) => onChange(event.target.value)} />;
        return unit ? (
          <span className="with-unit">
            {input}
            <span aria-hidden="true">{unit}</span>
          </span>
        ) : (
          input
        );
      }}
    </Field>
  );
}
