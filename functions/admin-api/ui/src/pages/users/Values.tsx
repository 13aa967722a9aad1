import { useState } from "react";
import { useExplanations } from "../../api/people";
import type { Employee, EmployeeDetail, Explanation } from "../../api/shapes";
import { useMay } from "../../app/roles";
import { Button } from "../../parts/Button";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { isHidden, Masked } from "../../parts/Masked";
import { fieldName } from "../../text";
import { Explained } from "./Explained";
import { RevealBirth } from "./RevealBirth";
import { statusWord, TEXT } from "./text";
import { valuesOf } from "./values-of";

interface ValuesProps {
  person: EmployeeDetail;
  /** The date of birth, once it was revealed. */
  birth: string | null;
  onRevealed: (clear: Employee) => void;
}

/** Every value of somebody, each with why it is there. */
export function Values({ person, birth, onRevealed }: ValuesProps) {
  const [asked, setAsked] = useState(false);
  const explained = useExplanations(person.id, asked);
  return (
    <section className="stack" aria-labelledby="values">
      <h2 id="values">{TEXT.values}</h2>
      <dl className="person-values">
        {valuesOf(person, birth).map(({ field, value }) => (
          <div key={field} className="person-value">
            <dt>{fieldName(field)}</dt>
            <dd>
              <Value person={person} field={field} value={value} onRevealed={onRevealed} />
            </dd>
            <dd className="person-why">
              <Why field={field} onAsk={() => setAsked(true)}>
                {explained.error ? (
                  <Failure problem={explained.error} retry={() => void explained.refetch()} />
                ) : (
                  <Told explanations={explained.data} field={field} />
                )}
              </Why>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface ValueProps extends Pick<ValuesProps, "person" | "onRevealed"> {
  field: string;
  value: string | null;
}

function Value({ person, field, value, onRevealed }: ValueProps) {
  const mayReveal = useMay("reveal");
  if (value === null) return <span className="soft">{TEXT.never}</span>;
  if (field === "status") return statusWord(value).word;
  if (!isHidden(value)) return <span className="break">{value}</span>;
  return (
    <span className="row">
      <Masked text={value} />
      {mayReveal && <RevealBirth id={person.id} onRevealed={onRevealed} />}
    </span>
  );
}

/** A button that opens what is below it; the first one asks for all. */
function Why({ field, onAsk, children }: { field: string; onAsk: () => void; children: React.ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const id = `why-${field.replace(/\W/g, "-")}`;
  const toggle = () => {
    onAsk();
    setOpen(!isOpen);
  };
  return (
    <>
      <Button variant="quiet" small aria-expanded={isOpen} aria-controls={id} onPress={toggle}>
        {isOpen ? TEXT.whyHide : TEXT.why} <span className="only-heard">{fieldName(field)}</span>
      </Button>
      <div id={id} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </>
  );
}

function Told({ explanations, field }: { explanations: Explanation[] | undefined; field: string }) {
  if (!explanations) return <Loading what="the reasons" />;
  const own = explanations.filter((explanation) => explanation.field === field);
  if (own.length === 0) return <p className="small soft">{TEXT.whyUnknown}</p>;
  return own.map((explanation) => <Explained key={explanation.sentence} explanation={explanation} />);
}
