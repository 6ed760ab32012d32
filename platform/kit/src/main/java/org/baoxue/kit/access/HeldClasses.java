package org.baoxue.kit.access;

import java.util.Set;

/** Which classes a person teaches as class teacher, from the directory's posts; services that serve teachers know. */
public interface HeldClasses {

    /** The ids of the classes that {@code person} holds today; empty when none. */
    Set<String> of(String person);
}
