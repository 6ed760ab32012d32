package org.baoxue.local.demo;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.baoxue.local.demo.World.Child;
import org.baoxue.local.demo.World.Holder;
import org.baoxue.local.demo.World.Office;
import org.baoxue.local.demo.World.School;
import org.baoxue.local.demo.World.SchoolClass;
import org.baoxue.local.demo.World.Session;

/**
 * A model of Dongchuan district (530113): its real townships, and schools, classes, children and officers that are made
 * up from one seed. Ten schools of five classes with forty children each.
 */
final class Dongchuan {
    static final String COUNTY = "530113";
    static final String COUNTY_OFFICE = COUNTY + "-edu";
    static final int CHILDREN_PER_CLASS = 40;
    private static final int CLASSES_PER_SCHOOL = 5;
    private static final long SEED = 530113;
    private static final List<Session> DAY = List.of(new Session("AM", "08:00"), new Session("PM", "14:00"));
    private static final List<Session> BOARDING =
            List.of(new Session("AM", "08:00"), new Session("PM", "14:00"), new Session("EVE", "19:00"));

    private final Names names = new Names(new Random(SEED));
    private final List<Office> offices = new ArrayList<>();
    private final List<School> schools = new ArrayList<>();
    private final List<SchoolClass> classes = new ArrayList<>();
    private final List<Child> children = new ArrayList<>();
    private final List<Holder> holders = new ArrayList<>();

    private Dongchuan() {}

    static World world() {
        var made = new Dongchuan();
        made.office(COUNTY_OFFICE, "EDUCATION_BUREAU", "东川区教育体育局", COUNTY);
        made.hold("county-bureau", COUNTY, COUNTY_OFFICE, "county-1", "county-bureau", COUNTY);
        for (var township : Townships.ofDongchuan()) {
            made.township(township);
        }
        var copper = Townships.ofDongchuan().getFirst();
        made.school("东川区" + copper.name() + "第一中学", copper.code(), true);
        return new World(
                ZoneId.of("Asia/Shanghai"),
                List.copyOf(made.offices),
                List.copyOf(made.schools),
                List.copyOf(made.classes),
                List.copyOf(made.children),
                List.copyOf(made.holders));
    }

    private void township(Townships.Township township) {
        var code = township.code();
        office(code + "-gov", "TOWNSHIP_GOVERNMENT", township.name() + "人民政府", code);
        hold("township-officer", code, code + "-gov", "township-" + code, "township-officer", code);
        school(township.name() + "九年一贯制学校", code, false);
    }

    private void office(String code, String kind, String name, String place) {
        offices.add(new Office(code, kind, name, place));
    }

    private void school(String name, String township, boolean boarding) {
        var code = "21530113%02d".formatted(schools.size() + 1);
        schools.add(new School(code, name, township, boarding ? BOARDING : DAY, false, boarding));
        hold("academic-office", code, code, "office-" + code, "academic-office", "");
        hold("principal", code, code, "principal-" + code, "principal", "");
        hold("assigned-teacher", code, code, "visitor-" + code, "academic-office", "");
        for (int number = 1; number <= CLASSES_PER_SCHOOL; number++) {
            schoolClass(code, township, number, boarding);
        }
    }

    private void schoolClass(String school, String township, int number, boolean boarding) {
        int grade = boarding ? 7 + number % 3 : 4 + number;
        var id = "%s-%02d%02d".formatted(school, grade, number);
        classes.add(new SchoolClass(id, school, grade > 6 ? "JUNIOR" : "PRIMARY"));
        hold("class-teacher", id, school, "teacher-" + id, "class-teacher", "");
        for (int child = 1; child <= CHILDREN_PER_CLASS; child++) {
            var family = names.family();
            children.add(new Child(
                    "s-%s-%02d".formatted(id, child),
                    family + names.given(),
                    id,
                    school,
                    child == CHILDREN_PER_CLASS ? "530113201" : township, // one of each class is registered elsewhere
                    family + "家长",
                    names.phone(),
                    child % 10 == 0 ? "en" : "zh"));
        }
    }

    private void hold(String post, String scope, String organisation, String person, String role, String place) {
        holders.add(
                new Holder(post, scope, organisation, person.toLowerCase(Locale.ROOT), names.person(), role, place));
    }
}
