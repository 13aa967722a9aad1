import { useNavigate, useParams } from "react-router";
import { asProblem } from "../../api/problem";
import { useAccount } from "../../api/hooks";
import { usePlan } from "../../api/reviews";
import { AskAPerson } from "../../parts/AskAPerson";
import { LinkButton } from "../../parts/Button";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { Notice } from "../../parts/Notice";
import { Page } from "../../parts/Page";
import { Review } from "../review/Review";
import { TEXT } from "../review/text";

/** A review: what an import would change, and the way to import it (R72–R77). */
export function PlanPage() {
  const account = useAccount();
  const { digest = "" } = useParams();
  const navigate = useNavigate();
  const { data, error, refetch } = usePlan(digest);
  // A later failure to read it again leaves what is there: it is a plan, and a plan never changes.
  if (data) {
    return (
      <Review
        key={digest}
        plan={data.data}
        etag={data.etag}
        onStale={() => void refetch()}
        onStarted={(run) => void navigate(`/${account}/runs/${run}/progress`)}
      />
    );
  }
  if (!error) {
    return (
      <Page title="Review">
        <Loading what="the review" />
      </Page>
    );
  }
  const isGone = ["unknown_plan", "not_found"].includes(asProblem(error).code);
  return (
    <Page title="Review">
      {isGone ? (
        <Notice tone="info" title={TEXT.gone} action={<LinkButton to={`/${account}/review`}>{TEXT.again}</LinkButton>}>
          <p>{TEXT.goneWhy}</p>
          <p>
            <AskAPerson />
          </p>
        </Notice>
      ) : (
        <Failure problem={error} retry={() => void refetch()} />
      )}
    </Page>
  );
}
