package org.baoxue.attendance.comparison;

import java.util.List;
import org.baoxue.attendance.comparison.ResidentFile.RefusedLine;

/** What imports of residents answer. */
public final class RegisterViews {

    private RegisterViews() {}

    /**
     * @param created false where this file was the place's last already
     * @param lines the first of those that cannot be taken, each with what is wrong
     */
    public record Imported(ResidentRegister register, boolean created, List<RefusedLine> lines) {}
}
