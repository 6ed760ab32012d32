package org.baoxue.local.demo;

import java.util.ArrayList;
import org.baoxue.local.keycloak.KeycloakAdmin;
import org.baoxue.local.keycloak.Machine;
import org.baoxue.local.keycloak.Person;
import org.baoxue.local.suite.Secrets;

/** Gives everybody in a world who signs in an account of the local realm, and every school's system a client. */
final class Accounts {
    private final KeycloakAdmin admin;
    private final Secrets secrets;

    Accounts(KeycloakAdmin admin, Secrets secrets) {
        this.admin = admin;
        this.secrets = secrets;
    }

    void create(World world) {
        var people = new ArrayList<Person>();
        for (var holder : world.holders()) {
            people.add(
                    holder.place().isEmpty()
                            ? Person.ofSchool(holder.person(), holder.role(), holder.organisation(), holder.person())
                            : Person.ofPlace(
                                    holder.person(),
                                    holder.role(),
                                    holder.organisation(),
                                    holder.place(),
                                    holder.person()));
        }
        var machines = new ArrayList<Machine>();
        for (var school : world.schools()) {
            machines.add(new Machine(
                    school.system(),
                    secrets.password("client." + school.system()),
                    "school-system",
                    school.code(),
                    ""));
        }
        admin.add(people, secrets.password("keycloak.people"), machines);
    }
}
