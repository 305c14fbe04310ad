// Checks a tlog-tiles log in a folder with Go's own checksum database packages (golang.org/x/mod/sumdb note and tlog):
// the newest checkpoint's signatures, every leaf against the tiles, inclusion of every leaf, and consistency with every
// smaller checkpoint given. Written for C2SP paths, which are sumdb's with tile/8/ read as tile/.
//
//	sumdbcheck FOLDER LOG_VKEY [WITNESS_VKEY...] < older checkpoints, each ended by a line "---"
package main

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must(err error, what string) {
	if err != nil {
		fmt.Println("refused:", what+":", err)
		os.Exit(1)
	}
}

// A witness signs another text than the note's (C2SP cosignature/v1), so its verifier is ours; the frame is Go's.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.hash }
func (w witness) Verify(text, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	covered := fmt.Sprintf("cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(sig), text)
	return ed25519.Verify(w.key, []byte(covered), sig[8:])
}

func parseWitness(vkey string) witness {
	parts := strings.SplitN(vkey, "+", 3)
	hash, err := strconv.ParseUint(parts[1], 16, 32)
	must(err, "witness key")
	key, err := base64.StdEncoding.DecodeString(parts[2])
	must(err, "witness key")
	if key[0] != 4 {
		must(fmt.Errorf("type %d", key[0]), "witness key")
	}
	return witness{parts[0], uint32(hash), key[1:]}
}

func open(msg []byte, keys note.Verifiers, origin string) (tlog.Tree, int) {
	n, err := note.Open(msg, keys)
	must(err, "note")
	// Go knows one origin only; the two lines after it are the same.
	if !strings.HasPrefix(n.Text, origin+"\n") {
		must(fmt.Errorf("%q", n.Text), "origin")
	}
	tree, err := tlog.ParseTree([]byte("go.sum database tree\n" + strings.TrimPrefix(n.Text, origin+"\n")))
	must(err, "checkpoint")
	return tree, len(n.Sigs)
}

type files struct{ folder string }

func (f files) Height() int                     { return 8 }
func (f files) SaveTiles([]tlog.Tile, [][]byte) {}
func (f files) ReadTiles(tiles []tlog.Tile) (data [][]byte, err error) {
	for _, t := range tiles {
		bytes, err := os.ReadFile(filepath.Join(f.folder, "tile", strings.TrimPrefix(t.Path(), "tile/8/")))
		if err != nil {
			return nil, err
		}
		data = append(data, bytes)
	}
	return data, nil
}

func (f files) entries(size int64) (all [][]byte) {
	for n := int64(0); n*256 < size; n++ {
		t := tlog.Tile{H: 8, L: 0, N: n, W: 256}
		if size-n*256 < 256 {
			t.W = int(size - n*256)
		}
		bytes, err := os.ReadFile(filepath.Join(f.folder, "tile/entries", strings.TrimPrefix(t.Path(), "tile/8/0/")))
		must(err, "entries")
		for len(bytes) > 0 {
			length := int(binary.BigEndian.Uint16(bytes))
			all = append(all, bytes[2:2+length])
			bytes = bytes[2+length:]
		}
	}
	return all
}

func main() {
	folder := files{os.Args[1]}
	log, err := note.NewVerifier(os.Args[2])
	must(err, "log key")
	keys := []note.Verifier{log}
	for _, vkey := range os.Args[3:] {
		keys = append(keys, parseWitness(vkey))
	}
	newest, err := os.ReadFile(filepath.Join(folder.folder, "checkpoint"))
	must(err, "checkpoint")
	tree, signatures := open(newest, note.VerifierList(keys...), log.Name())
	reader := tlog.TileHashReader(tree, folder)
	all := folder.entries(tree.N)
	if int64(len(all)) != tree.N {
		must(fmt.Errorf("%d of %d", len(all), tree.N), "entries")
	}
	for i, entry := range all {
		proof, err := tlog.ProveRecord(tree.N, int64(i), reader)
		must(err, fmt.Sprint("inclusion of ", i))
		must(tlog.CheckRecord(proof, tree.N, tree.Hash, int64(i), tlog.RecordHash(entry)), fmt.Sprint("leaf ", i))
	}
	stdin, err := io.ReadAll(os.Stdin)
	must(err, "older checkpoints")
	older := 0
	for _, text := range strings.SplitAfter(string(stdin), "---\n") {
		if text = strings.TrimSuffix(text, "---\n"); text == "" {
			continue
		}
		before, _ := open([]byte(text), note.VerifierList(log), log.Name())
		proof, err := tlog.ProveTree(tree.N, before.N, reader)
		must(err, fmt.Sprint("consistency with ", before.N))
		must(tlog.CheckTree(proof, tree.N, tree.Hash, before.N, before.Hash), fmt.Sprint("consistency with ", before.N))
		older++
	}
	fmt.Printf("accepted: %d leaves, %d signatures, %d older checkpoints\n", tree.N, signatures, older)
}
