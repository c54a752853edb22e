#include "ingest/Batch.h"

namespace orderdesk {

Batch firstPositions(const QList<ReadingStart>& starts, std::uint64_t generation)
{
    Batch batch;
    batch.generation = generation;
    for (const ReadingStart& start : starts) {
        if (start.first) {
            batch.positions.push_back(*start.first);
        }
    }
    return batch;
}

Batch placesOf(const SeekPlan& done, std::uint64_t generation)
{
    Batch batch;
    batch.generation = generation;
    for (const SeekPlan::Partition& partition : done.partitions) {
        if (partition.target != partition.position) {
            batch.moved.insert({partition.topic, partition.partition}, partition.target);
        }
    }
    return batch;
}

} // namespace orderdesk
