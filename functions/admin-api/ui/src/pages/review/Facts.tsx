import type { Plan } from "../../api/shapes";
import { Digest } from "../../parts/Digest";
import { Time } from "../../parts/Time";

/** What a plan is: its digest in short, its age, and which directory it is based on. */
export function Facts({ plan }: { plan: Plan }) {
  return (
    <span className="plan-facts">
      <span>
        Plan <Digest value={plan.digest} />
      </span>
      <span>
        made <Time at={plan.created_at} />
      </span>
      <span>
        based on the directory of <Time at={plan.created_at} exact />
      </span>
    </span>
  );
}
