#include "broker/MessageSource.h"

#include <algorithm>

namespace orderdesk {

Result<SeekPlan> checkSeekPlan(SeekPlan plan, const SeekTarget& target)
{
    if (target.place != SeekTarget::Place::Offset)
        return plan;
    const auto found = std::find_if(plan.partitions.begin(), plan.partitions.end(),
                                    [&](const auto& partition) { return partition.partition == target.partition; });
    if (found == plan.partitions.end())
        return failure(ErrorCode::NotFound,
                       Sentence::tr("partition %1 is not read by this instance").arg(target.partition));
    if (target.offset < found->low || target.offset > found->end)
        return failure(ErrorCode::InvalidInput, Sentence::tr("partition %1 holds the offsets %2 to %3")
                                                    .arg(target.partition)
                                                    .arg(found->low)
                                                    .arg(found->end));
    return plan;
}

} // namespace orderdesk
