import { useState } from "react";
import { Button } from "./Button";
import { Field, type FieldTexts } from "./Field";

/** A secret: never filled in, pasted freely, shown on demand. */
export function SecretField({ value, onChange, ...texts }: FieldTexts & { value: string; onChange: (value: string) => void }) {
  const [shown, setShown] = useState(false);
  return (
    <Field {...texts}>
      {(control) => (
        <div className="with-button">
          <input
            {...control}
            className="input mono"
            type={shown ? "text" : "password"}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            data-1p-ignore=""
          />
          <Button icon="eye" aria-pressed={shown} onPress={() => setShown(!shown)}>
            {shown ? "Hide" : "Show"}
          </Button>
        </div>
      )}
    </Field>
  );
}
