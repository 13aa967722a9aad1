import { useState } from "react";
import { useNavigate } from "react-router";
import { useDemographics, useTidy } from "../../api/demographics";
import { useAccount, useIntegration } from "../../api/hooks";
import { asProblem } from "../../api/problem";
import { useMay } from "../../app/roles";
import { Button } from "../../parts/Button";
import { CheckBox } from "../../parts/CheckBox";
import { Failure } from "../../parts/Failure";
import { count } from "../../text";

/** Demographics that nothing fills any more, and the way to delete them once an import went well (R60). */
export function Unused() {
  const account = useAccount();
  const navigate = useNavigate();
  const mayTidy = useMay("tidy");
  const integration = useIntegration().data?.data;
  const hasImported = integration !== undefined && integration.last_import !== null;
  const { data } = useDemographics(hasImported);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState(false);
  const tidy = useTidy((digest) => void navigate(`/${account}/plans/${encodeURIComponent(digest)}`));
  const unused = data?.filter(({ filled }) => !filled) ?? [];
  if (unused.length === 0) return null;
  const names = unused.map(({ name }) => name).filter((name) => chosen.has(name));
  const go = () => {
    setAsked(true);
    if (names.length > 0) tidy.mutate(names);
  };
  const choose = (name: string, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(name);
    else next.delete(name);
    setChosen(next);
  };
  return (
    <section className="section" aria-labelledby="unused">
      <h2 id="unused">No longer filled</h2>
      <p className="soft">
        People of your directory have these, and nothing fills them. Every sync leaves them alone. Earlier survey results stay as they are
        when you delete one.
      </p>
      {mayTidy ? (
        <div className="stack">
          <div role="group" aria-labelledby="unused" className="stack-tight">
            {unused.map(({ name, people }) => (
              <CheckBox
                key={name}
                label={name}
                description={count(people, "person has it", "people have it")}
                isSelected={chosen.has(name)}
                onChange={(isChosen) => choose(name, isChosen)}
              />
            ))}
          </div>
          {asked && names.length === 0 && (
            <p className="field-error" role="alert">
              Choose what to delete.
            </p>
          )}
          <p>
            <Button busy={tidy.isPending} onPress={go}>
              Review deleting them
            </Button>
          </p>
          {tidy.error && <Failure problem={tidy.error} retry={asProblem(tidy.error).isPassing ? go : undefined} />}
        </div>
      ) : (
        <ul>
          {unused.map(({ name, people }) => (
            <li key={name}>
              {name}: {count(people, "person has it", "people have it")}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
