import { Field, type FieldTexts } from "./Field";

export interface SelectFieldProps extends FieldTexts {
  value: string;
  onChange: (value: string) => void;
  options: readonly { value: string; name: string }[];
  isDisabled?: boolean;
}

/** A choice of few, by the browser's own control: it is at home on every device. */
export function SelectField({ value, onChange, options, isDisabled, ...texts }: SelectFieldProps) {
  return (
    <Field {...texts}>
      {(control) => (
        <span className="select">
          <select {...control} value={value} disabled={isDisabled} onChange={(event) => onChange(event.target.value)}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.name}
              </option>
            ))}
          </select>
        </span>
      )}
    </Field>
  );
}
