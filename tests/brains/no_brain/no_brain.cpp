/// A shared library that has nothing to do with brains.
extern "C" __attribute__((visibility("default"))) int agoraNothing() { return 0; }
