package org.baoxue.notification.deliver;

import java.util.List;
import org.baoxue.notification.contact.Address;

/** What is sealed in a message's row: where it goes, what it says, and where it goes next if that address fails. */
public record Order(Address address, String language, String subject, String text, List<Address> further) {}
