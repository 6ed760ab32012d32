package org.baoxue.escalation.duty;

import java.util.List;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.CountedDay;

/** Why something was decided: kept with the change and sent in its event. */
public record Why(
        String rule,
        Policy.Key policy,
        String clause,
        List<String> facts,
        List<CountedDay> days,
        String zh,
        String en) {}
