package org.baoxue.directory.access;

import jakarta.enterprise.context.RequestScoped;
import java.util.function.Supplier;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.access.Scope;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what here. The operator and the bureaus of county and prefecture write within their prefix, a principal the
 * posts and calendars of the own school. Places, organisations and calendars are open to every token. Holders of posts are
 * read within the own scope and at the levels above it; how they are reached only by whoever may write it.
 */
@RequestScoped
public class DirectoryAccess {

    private final Caller caller;
    private final Transactions transactions;

    DirectoryAccess(Caller caller, Transactions transactions) {
        this.caller = caller;
        this.transactions = transactions;
    }

    /** Runs {@code work} in a transaction of the caller: the operator's sees every row, others see their own. */
    public <T> T transaction(Supplier<T> work) {
        return caller.is(Roles.OPERATOR) ? transactions.asWorker(work) : transactions.within(scope(), work);
    }

    /** Runs {@code work} in a transaction of the caller. */
    public void transaction(Runnable work) {
        transaction(() -> {
            work.run();
            return true;
        });
    }

    /** Whether the caller may change what belongs to a place: itself, its organisations, its calendar. */
    public boolean mayWriteUnder(String place) {
        return caller.is(Roles.OPERATOR)
                || (isBureau() && caller.scope() instanceof Scope.Place(var prefix) && place.startsWith(prefix));
    }

    /** Whether the caller may change the posts and calendars of an organisation. */
    public boolean mayWriteOf(String organisation, String place, boolean school) {
        return mayWriteUnder(place)
                || (school && caller.is(Roles.PRINCIPAL) && organisation.equals(caller.organisation()));
    }

    public void mustWriteUnder(String place) {
        if (!mayWriteUnder(place)) {
            throw outside();
        }
    }

    public void mustWriteOf(String organisation, String place, boolean school) {
        if (!mayWriteOf(organisation, place, school)) {
            throw outside();
        }
    }

    /** How far down the caller lists posts. */
    public Scope scope() {
        // A class teacher's colleagues are those of the school, whichever classes are held.
        return caller.scope() instanceof Scope.Classes(var school, var ids) ? new Scope.School(school) : caller.scope();
    }

    public boolean isOperator() {
        return caller.is(Roles.OPERATOR);
    }

    /**
     * Whether the caller may know who holds an organisation's posts.
     *
     * @param own the place of the caller's own school; null when the caller belongs to none
     */
    public boolean mayReadHolders(String organisation, String place, boolean school, @Nullable String own) {
        if (caller.is(Roles.OPERATOR)) {
            return true;
        }
        return switch (scope()) {
            case Scope.Place(var prefix) -> place.startsWith(prefix) || (!school && prefix.startsWith(place));
            case Scope.School(var code) ->
                organisation.equals(code) || (!school && own != null && own.startsWith(place));
            case Scope.Classes classes -> false;
            case Scope.Nothing nothing -> false;
        };
    }

    public @Nullable String organisation() {
        return caller.organisation();
    }

    public RuntimeException outside() {
        return Problems.forbidden("This lies outside what your token allows: use one of the organisation concerned.");
    }

    private boolean isBureau() {
        return caller.is(Roles.COUNTY_BUREAU) || caller.is(Roles.PREFECTURE_BUREAU);
    }
}
