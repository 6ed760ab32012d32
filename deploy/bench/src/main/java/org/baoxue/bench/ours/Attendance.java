package org.baoxue.bench.ours;

import java.util.List;
import java.util.Map;
import org.baoxue.bench.ground.Ground;
import org.baoxue.bench.ground.Jvm;
import org.baoxue.local.suite.Service;

/** The attendance service. One load generator stands for the systems of all schools, so nobody is told to wait. */
public final class Attendance extends Packaged {
    public static final String DATABASE = Service.ATTENDANCE.database();

    private Attendance(Ground ground, List<String> jvm) {
        super(
                ground,
                Service.ATTENDANCE,
                Service.ATTENDANCE.folder(),
                ground.ports().attendance(),
                jvm,
                Map.of(
                        "BAOXUE_NUMBERS_KEY",
                        ground.secrets().key("numbers"),
                        "BAOXUE_HTTP_REQUESTS_PER_SECOND",
                        "1000000"));
    }

    public static Attendance start(Ground ground) {
        return start(ground, Jvm.flags());
    }

    /** @param jvm its JVM's flags */
    public static Attendance start(Ground ground, List<String> jvm) {
        return new Attendance(ground, jvm);
    }
}
