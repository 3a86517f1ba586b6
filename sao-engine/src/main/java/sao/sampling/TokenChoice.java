package sao.sampling;

import java.util.Arrays;
import sao.token.SamplingSettings;

/// Chooses one token from a row of probabilities: filters, then the inverse of the distribution function.
///
/// The filters are applied in the order of transformers: top-k, then top-p among the remaining tokens, then
/// min-p. Without a filter the tokens are in the order of their ids, otherwise in descending order of
/// probability, equal ones by id.
///
/// One thread at a time: memory for the candidates is reused.
final class TokenChoice {
    private long[] keys = new long[1024];

    /// {@return the chosen token}
    ///
    /// @param probabilities of all tokens, after temperature; they sum to one
    /// @param uniform at least 0 and below 1
    int choose(float[] probabilities, SamplingSettings sampling, double uniform) {
        if (keepsAll(sampling)) {
            return walk(probabilities, uniform);
        }
        float largest = 0;
        for (float probability : probabilities) {
            largest = Math.max(largest, probability);
        }
        float least = (float) (sampling.minP() * largest);
        int count;
        double mass = 1;
        if (sampling.topK() > 0 && sampling.topK() < probabilities.length) {
            count = collect(probabilities, kthLargest(probabilities, sampling.topK()));
            Arrays.sort(keys, 0, count);
            mass = sum(count);
        } else {
            count = collect(probabilities, (float) Math.max(least, negligible(sampling, probabilities.length)));
            Arrays.sort(keys, 0, count);
        }
        count = nucleus(count, sampling.topP() * mass);
        while (count > 1 && probability(count - 1) < least) {
            count--;
        }
        return draw(count, uniform);
    }

    /// {@return whether no filter is active}
    static boolean keepsAll(SamplingSettings sampling) {
        return sampling.topP() >= 1 && sampling.topK() == 0 && sampling.minP() == 0;
    }

    /// {@return a probability such that all tokens below it have less than 1 - top_p in total: they are
    /// outside the nucleus}
    static double negligible(SamplingSettings sampling, int tokens) {
        return (1 - sampling.topP()) / tokens / 2;
    }

    /// {@return the likeliest token, of equal ones that with the smaller id; -1 if all values are NaN}
    static int likeliest(float[] values) {
        int best = -1;
        float most = Float.NEGATIVE_INFINITY;
        for (int id = 0; id < values.length; id++) {
            if (values[id] > most) {
                most = values[id];
                best = id;
            }
        }
        return best;
    }

    private static int walk(float[] probabilities, double uniform) {
        double sum = 0;
        int last = 0;
        for (int id = 0; id < probabilities.length; id++) {
            if (probabilities[id] > 0) {
                sum += probabilities[id];
                last = id;
                if (sum > uniform) {
                    return id;
                }
            }
        }
        return last; // the sum stayed below the draw by rounding
    }

    private int collect(float[] probabilities, float least) {
        int count = 0;
        for (int id = 0; id < probabilities.length; id++) {
            if (probabilities[id] >= least && probabilities[id] > 0) {
                if (count == keys.length) {
                    keys = Arrays.copyOf(keys, 2 * count);
                }
                // bits of a positive float32 grow with it: inverted above, the id below, sorts as wanted
                keys[count++] = ((long) ~Float.floatToRawIntBits(probabilities[id]) << 32) | id;
            }
        }
        return count;
    }

    private float probability(int place) {
        return Float.intBitsToFloat(~(int) (keys[place] >> 32));
    }

    private double sum(int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += probability(i);
        }
        return sum;
    }

    private int nucleus(int count, double wanted) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += probability(i);
            if (sum >= wanted) {
                return i + 1;
            }
        }
        return count;
    }

    private int draw(int count, double uniform) {
        double goal = uniform * sum(count);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += probability(i);
            if (sum > goal) {
                return (int) keys[i];
            }
        }
        return (int) keys[count - 1];
    }

    private static float kthLargest(float[] probabilities, int k) {
        float[] heap = new float[k]; // the smallest of the k largest so far on top
        for (float probability : probabilities) {
            if (probability > heap[0]) {
                sink(heap, probability);
            }
        }
        return heap[0];
    }

    private static void sink(float[] heap, float value) {
        int place = 0;
        for (int child = 1; child < heap.length; child = 2 * place + 1) {
            if (child + 1 < heap.length && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= value) {
                break;
            }
            heap[place] = heap[child];
            place = child;
        }
        heap[place] = value;
    }
}
