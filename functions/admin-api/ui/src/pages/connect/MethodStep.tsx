import { AskAPerson } from "../../parts/AskAPerson";
import { Button } from "../../parts/Button";
import { Notice } from "../../parts/Notice";
import { METHODS, type Method, PRODUCTS, type Product } from "./text";

export interface Choice {
  product: Product | null;
  method: Method;
}

interface MethodStepProps {
  choice: Choice;
  onChange: (choice: Choice) => void;
  tried: boolean;
  onNext: () => void;
}

/** Whether the wizard can go on with a choice. */
export function canGoOn({ product, method }: Choice): boolean {
  return product === "peo" && method === "api";
}

/** Which TriNet, and how: the admin chooses knowingly (R4–R7). */
export function MethodStep({ choice, onChange, tried, onNext }: MethodStepProps) {
  const refused = choice.product !== null && choice.product !== "peo";
  return (
    <div className="stack">
      <fieldset className="choices" aria-describedby={tried && !choice.product ? "product-error" : undefined}>
        <legend>Which TriNet product do you use?</legend>
        {PRODUCTS.map(({ value, name }) => (
          <label key={value} className="choice">
            <input
              type="radio"
              name="product"
              checked={choice.product === value}
              aria-invalid={tried && !choice.product ? true : undefined}
              onChange={() => onChange({ ...choice, product: value })}
            />
            <span className="choice-name">{name}</span>
          </label>
        ))}
        {tried && !choice.product && (
          <p id="product-error" className="field-error">
            Choose your TriNet product.
          </p>
        )}
      </fieldset>
      {refused ? (
        <Notice tone="bad" title="This product is not supported" spoken>
          <p>
            Rollcall connects TriNet PEO only. TriNet HR Plus and TriNet HR Platform (formerly Zenefits) work differently, and a
            connection would do half of the work at best. You can import a file instead.
          </p>
          <p className="small">
            <AskAPerson />
          </p>
        </Notice>
      ) : (
        <Methods choice={choice} onChange={onChange} />
      )}
      {!refused && choice.method === "file" && (
        <Notice tone="info" title="A file needs no credentials" spoken>
          <p>
            A specialist sets up the place that you deliver to. People missing from a file are left alone; a person with an End
            Date in it is ended. You can connect the API later.
          </p>
          <p className="small">
            <AskAPerson />
          </p>
        </Notice>
      )}
      {!refused && choice.method === "api" && (
        <div className="form-actions">
          <Button variant="primary" onPress={onNext}>
            Next
          </Button>
        </div>
      )}
    </div>
  );
}

function Methods({ choice, onChange }: Pick<MethodStepProps, "choice" | "onChange">) {
  return (
    <fieldset className="choices choices-wide">
      <legend>How shall data come here?</legend>
      {METHODS.map(({ value, name, kind, text }) => (
        <label key={value} className="choice">
          <input
            type="radio"
            name="method"
            checked={choice.method === value}
            onChange={() => onChange({ ...choice, method: value })}
          />
          <span>
            <span className="choice-name">{name}</span> <span className="soft small">{kind}</span>
            <span className="choice-text soft small">{text}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
