package org.baoxue.directory.post;

import java.util.List;

/** What is sealed of a holder: it leaves this service only for whoever may write it, and sealed for who notifies. */
record Card(String name, List<Channel> channels, String language) {}
