import { useState } from "react";
import { useParams } from "react-router";
import { useAccount } from "../../api/hooks";
import { useEmployee } from "../../api/people";
import { asProblem } from "../../api/problem";
import type { EmployeeDetail } from "../../api/shapes";
import { useMay } from "../../app/roles";
import { Button, LinkButton } from "../../parts/Button";
import { EmptyFirst } from "../../parts/EmptyFirst";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { Notice } from "../../parts/Notice";
import { Page } from "../../parts/Page";
import { StateWord } from "../../parts/StateWord";
import { DuplicateGuide } from "./DuplicateGuide";
import { EditPerson } from "./EditPerson";
import { PersonHistory } from "./PersonHistory";
import { Values } from "./Values";
import { called, missingFor, sourceWord, statusWord, TEXT } from "./text";
import "./users.css";

/** One person: what the directory has, where it came from, what changed it, and the way to edit it by hand. */
export function PersonPage() {
  const id = useParams()["employee"] ?? "";
  const { data, error, refetch } = useEmployee(id);
  // The clear values are shown until this page is left, and are kept nowhere else.
  const [clear, setClear] = useState<string | null>(null);

  if (error) {
    const isGone = asProblem(error).status === 404;
    return <Page title={TEXT.one}>{isGone ? <Unknown /> : <Failure problem={error} retry={() => void refetch()} />}</Page>;
  }
  if (!data) {
    return (
      <Page title={TEXT.one}>
        <Loading what="the person" />
      </Page>
    );
  }
  const person = data.data;
  return (
    <Page title={called(person)} intro={<Standing person={person} />} actions={<Edit person={person} etag={data.etag} />}>
      {person.missing && (
        <Notice tone="caution" title={`${TEXT.missingTitle} (${missingFor(person.missing)})`}>
          {TEXT.missingWhy}
        </Notice>
      )}
      <Values person={person} birth={clear} onRevealed={(shown) => setClear(shown.date_of_birth)} />
      <PersonHistory id={id} />
      <DuplicateGuide />
    </Page>
  );
}

function Standing({ person }: { person: EmployeeDetail }) {
  return (
    <span className="row">
      <StateWord {...statusWord(person.status)} />
      <span className="badge">{sourceWord(person)}</span>
      <code className="small">{person.id}</code>
    </span>
  );
}

function Edit({ person, etag }: { person: EmployeeDetail; etag: string | null }) {
  const [isOpen, setOpen] = useState(false);
  if (!useMay("edit_employee")) return null;
  return (
    <>
      <Button onPress={() => setOpen(true)}>{TEXT.edit}</Button>
      {isOpen && <EditPerson person={person} etag={etag} onClose={() => setOpen(false)} />}
    </>
  );
}

function Unknown() {
  const account = useAccount();
  return (
    <EmptyFirst title={TEXT.goneTitle} action={<LinkButton to={`/${account}/users`}>{TEXT.goneNext}</LinkButton>}>
      {TEXT.goneWhy}
    </EmptyFirst>
  );
}
