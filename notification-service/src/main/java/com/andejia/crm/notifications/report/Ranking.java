package com.andejia.crm.notifications.report;

import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The first three places: whoever signed most, and of those the one with most new customers, then with most follow-ups. Who is
 * even shares a place, and the next one is as much lower; among them the order is that of names. Whoever has done nothing, or
 * does not work here any more, has no place.
 */
final class Ranking {
    private static final int PLACES = 3;
    private static final int MOST_NAMED = 10;
    private static final String EMPTY = "暂无";
    private static final Comparator<Work> BEST_FIRST = Comparator.comparingLong(Work::contractsSigned)
            .thenComparingLong(Work::newCustomers)
            .thenComparingLong(Work::followUps)
            .reversed();

    private Ranking() {}

    private record Standing(String id, String name, Work work) {}

    static String of(Tally tally, StaffDirectory staff) {
        List<Standing> standings = standings(tally, staff);
        List<String> named = new ArrayList<>();
        int place = 1;
        for (int i = 0; i < standings.size(); i++) {
            Standing standing = standings.get(i);
            if (i > 0 && BEST_FIRST.compare(standings.get(i - 1).work(), standing.work()) != 0) {
                place = i + 1;
            }
            if (place > PLACES) {
                break;
            }
            named.add(say(place, standing));
        }
        return say(named);
    }

    private static List<Standing> standings(Tally tally, StaffDirectory staff) {
        return tally.byPerson().entrySet().stream()
                .filter(entry -> !entry.getValue().equals(Work.NONE))
                .flatMap(entry -> staff.nameOf(entry.getKey()).stream()
                        .map(name -> new Standing(entry.getKey(), name, entry.getValue())))
                .sorted(Comparator.comparing(Standing::work, BEST_FIRST)
                        .thenComparing(Standing::name)
                        .thenComparing(Standing::id))
                .toList();
    }

    private static String say(int place, Standing standing) {
        Work work = standing.work();
        return "%d.%s（签约 %d，新增 %d）".formatted(place, standing.name(), work.contractsSigned(), work.newCustomers());
    }

    private static String say(List<String> named) {
        if (named.isEmpty()) {
            return EMPTY;
        }
        String first = String.join("、", named.subList(0, Math.min(named.size(), MOST_NAMED)));
        return named.size() > MOST_NAMED ? first + " 等 " + named.size() + " 人" : first;
    }
}
