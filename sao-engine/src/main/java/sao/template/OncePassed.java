package sao.template;

import java.util.Iterator;
import java.util.List;

/// What filters such as `map` and `select` give: values that can be gone through once, of unknown number.
record OncePassed(Iterator<Object> items) {
    static OncePassed of(List<Object> items) {
        return new OncePassed(items.iterator());
    }
}
