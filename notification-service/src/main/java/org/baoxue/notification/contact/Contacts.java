package org.baoxue.notification.contact;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.seal.Sealing;
import org.baoxue.notification.plan.Holder;
import org.baoxue.notification.plan.PostRef;
import org.baoxue.notification.plan.World;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens the sealed copies. Call it inside a worker's transaction; what it returns stays in memory. */
@ApplicationScoped
public class Contacts {

    private final RosterStore roster;
    private final DirectoryStore directory;
    private final Sealing sealing;
    private final String language;

    Contacts(
            RosterStore roster,
            DirectoryStore directory,
            Sealing sealing,
            @ConfigProperty(name = "baoxue.notification.language") String language) {
        this.roster = roster;
        this.directory = directory;
        this.sealing = sealing;
        this.language = language;
    }

    public Map<String, String> families(Collection<String> students) {
        return roster.families(students);
    }

    public Map<String, List<World.Ancestor>> ancestors(Collection<String> places) {
        return directory.ancestors(places);
    }

    /** Who holds the posts and can be reached: a holder without any address is as good as none. */
    public Map<PostRef, List<Holder>> holders(Collection<PostRef> posts) {
        var found = new HashMap<PostRef, List<Holder>>();
        directory
                .holders(posts)
                .forEach((post, content) -> found.put(
                        post,
                        open(content).people().stream()
                                .filter(holder ->
                                        !holder.reach(sealing).addresses().isEmpty())
                                .map(HeldPost.Person::holder)
                                .toList()));
        return found;
    }

    public Map<String, ZoneId> zones(Collection<String> schools) {
        var zones = new HashMap<String, ZoneId>();
        directory.schools(schools).forEach((code, school) -> zones.put(code, school.zone()));
        return zones;
    }

    /** The names of schools, by code. */
    public Map<String, String> schoolNames(Collection<String> schools) {
        var names = new HashMap<String, String>();
        directory.schools(schools).forEach((code, school) -> names.put(code, school.name()));
        return names;
    }

    /** What people call classes, by id; absent where nobody has said it. */
    public Map<String, String> classNames(Collection<String> classes) {
        return roster.classNames(classes);
    }

    /** What the scopes of posts are called: a class, a school or a place. */
    public Map<String, String> scopeNames(Collection<String> scopes) {
        var names = new HashMap<>(placeNames(scopes));
        names.putAll(schoolNames(scopes));
        names.putAll(classNames(scopes));
        return names;
    }

    public Map<String, String> placeNames(Collection<String> places) {
        return directory.placeNames(places);
    }

    /** The children's names, by student. */
    public Map<String, String> childNames(Collection<String> students) {
        var names = new HashMap<String, String>();
        roster.sealed(students)
                .forEach((student, content) ->
                        names.put(student, guardianship(content).name()));
        return names;
    }

    /** Those to tell for a child, the first named guardian's addresses first. */
    public Optional<Addressee> familyOf(String student) {
        return Optional.ofNullable(roster.sealed(List.of(student)).get(student))
                .map(this::guardianship)
                .map(family -> new Addressee(null, family.language(language), family.addresses()));
    }

    public Optional<Addressee> holder(PostRef post, String person) {
        return find(post, person).map(holder -> {
            var reach = holder.reach(sealing);
            var spoken = reach.language();
            return new Addressee(person, spoken == null ? language : spoken, reach.addresses());
        });
    }

    /** The name of somebody who holds a post, as it stands under a report. */
    public Optional<String> name(PostRef post, String person) {
        return find(post, person)
                .flatMap(holder ->
                        Optional.ofNullable(holder.reach(sealing).name()).or(() -> Optional.ofNullable(holder.name())));
    }

    private Optional<HeldPost.Person> find(PostRef post, String person) {
        return Optional.ofNullable(directory.holders(List.of(post)).get(post))
                .flatMap(content -> open(content).people().stream()
                        .filter(holder -> holder.person().equals(person))
                        .findFirst());
    }

    private HeldPost open(String content) {
        return Json.read(sealing.open(content), HeldPost.class);
    }

    private Guardianship guardianship(String content) {
        return Json.read(sealing.open(content), Guardianship.class);
    }
}
