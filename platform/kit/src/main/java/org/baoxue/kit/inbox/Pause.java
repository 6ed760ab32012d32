package org.baoxue.kit.inbox;

import java.time.Instant;

/**
 * Intake that an operator has paused.
 *
 * @param by the operator's person code
 * @param reason as the operator gave it
 * @param since the suite's instant
 */
public record Pause(String topic, String by, String reason, Instant since) {}
