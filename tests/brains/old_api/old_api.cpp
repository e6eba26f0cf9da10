#include "brains/sdk/brain.h"

#include <cstdlib>

// What AGORA_BRAIN exports, written out to claim another version of the interface. Nothing but the
// version may ever be called.
#define AGORA_TEST_EXPORT extern "C" __attribute__((visibility("default")))

AGORA_TEST_EXPORT int agoraBrainApiVersion() { return agora::brainApiVersion + 41; }
AGORA_TEST_EXPORT agora::Brain *agoraCreateBrain() { std::abort(); }
AGORA_TEST_EXPORT void agoraDestroyBrain(agora::Brain *) { std::abort(); }
AGORA_TEST_EXPORT void agoraDescribeBrain(agora::BrainDescription *) { std::abort(); }
