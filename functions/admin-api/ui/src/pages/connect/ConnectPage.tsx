import { useEffect, useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import type { Answer } from "../../api/client";
import { useIntegration } from "../../api/hooks";
import type { Integration } from "../../api/shapes";
import { useMay, whoMay } from "../../app/roles";
import { useUnsaved } from "../../app/sign-in/use-access";
import { Failure } from "../../parts/Failure";
import { Forbidden } from "../../parts/Forbidden";
import { Loading } from "../../parts/Loading";
import { Page } from "../../parts/Page";
import { AccessStep } from "./AccessStep";
import "./connect.css";
import { CredentialsStep } from "./CredentialsStep";
import { emptyDraft } from "./draft";
import { type Choice, canGoOn, MethodStep } from "./MethodStep";
import { Stepper } from "./Stepper";
import { TestsStep } from "./TestsStep";
import { STEPS, type StepKey } from "./text";

/** From nothing to a tested connection, in four steps. */
export function ConnectPage() {
  const { data: answer, error, refetch } = useIntegration();
  const allowed = useMay("connect");
  return (
    <Page narrow title={answer?.data.last_import ? "Reconnect TriNet" : "Connect TriNet"}>
      {!answer ? (
        error ? (
          <Failure problem={error} retry={() => void refetch()} />
        ) : (
          <Loading what="the connection" />
        )
      ) : allowed ? (
        <Wizard answer={answer} />
      ) : (
        <Forbidden detail={`Only an ${whoMay("connect")} may connect TriNet.`} />
      )}
    </Page>
  );
}

function Wizard({ answer }: { answer: Answer<Integration> }) {
  // Whoever saves overwrites no connection that they have not seen.
  const [opened, setOpened] = useState(answer);
  const [draft, setDraft] = useState(() => emptyDraft(answer.data.connection?.company ?? ""));
  const [choice, setChoice] = useState<Choice>({ product: opened.data.connection ? "peo" : null, method: "api" });
  const [tried, setTried] = useState(false);
  const [reached, setReached] = useState(() => (answer.data.connection || answer.data.last_check_error ? STEPS.length - 1 : 0));
  const [search] = useSearchParams();
  const go = useNavigate();
  useUnsaved(draft.client_id !== "" || draft.client_secret !== "");

  const asked = STEPS.findIndex(({ key }) => key === search.get("step"));
  const at = Math.min(Math.max(asked, 0), reached);
  const to = (key: StepKey) => {
    setReached(Math.max(reached, STEPS.findIndex((step) => step.key === key)));
    void go(`?step=${key}`);
  };
  const sent = () => {
    setDraft({ ...draft, client_id: "", client_secret: "" });
    to("tests");
  };
  // The version to name next is the one that is seen once the tests are shown.
  useEffect(() => {
    if (STEPS[at]?.key === "tests") setOpened(answer);
  }, [at, answer]);

  return (
    <>
      <Stepper at={at} reached={reached} />
      <section className="section" aria-labelledby="step-title">
        <StepTitle key={at} at={at} />
        {at === 0 && (
          <MethodStep
            choice={choice}
            onChange={setChoice}
            tried={tried}
            onNext={() => (canGoOn(choice) ? to("access") : setTried(true))}
          />
        )}
        {at === 1 && <AccessStep onNext={() => to("credentials")} />}
        {at === 2 && <CredentialsStep opened={opened} draft={draft} onChange={setDraft} onDone={sent} onReload={() => setOpened(answer)} />}
        {at === 3 && <TestsStep integration={answer.data} />}
      </section>
    </>
  );
}

/** Which step the focus was brought to; the first one shown leaves it at the heading of the page. */
let focused: number | null = null;

function StepTitle({ at }: { at: number }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focused !== null && focused !== at) title.current?.focus();
    focused = at;
    return () => {
      // Somebody who comes back to the wizard begins at its heading again.
      setTimeout(() => {
        if (!document.getElementById("step-title")) focused = null;
      });
    };
  }, [at]);
  return (
    <h2 id="step-title" ref={title} tabIndex={-1}>
      {STEPS[at]?.name}
    </h2>
  );
}
