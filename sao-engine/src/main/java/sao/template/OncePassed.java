package sao.template;

import java.util.Iterator;
import java.util.List;

/// The result of filters such as `map` and `select`: an iterator of unknown length that can be traversed
/// once.
record OncePassed(Iterator<Object> items) {
    static OncePassed of(List<Object> items) {
        return new OncePassed(items.iterator());
    }
}
